/** Answers the next call of that path as the server would ten minutes after a sign-in: the caller has to confirm first. */
export async function askToConfirm(page, path, confirm_with) {
  const type = "urn:securecart:problem:confirmation-required";
  const title = "Confirm that it is you";
  const problem = { type, title, status: 403, detail: "Confirm.", request_id: "test", confirm_with };
  const answer = { status: 403, contentType: "application/problem+json", body: JSON.stringify(problem) };
  await page.route(`**/api/v1${path}`, (route) => route.fulfill(answer), { times: 1 });
}
