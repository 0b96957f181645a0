/** A device with passkeys, before which its owner sits and agrees: the virtual authenticator of Chromium. */
export async function plugIn(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    /** Whether the owner agrees when asked for finger, face or lock. */
    agrees: (agrees) => devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: agrees }),
    /** How many passkeys are on it. */
    count: async () => (await devtools.send("WebAuthn.getCredentials", { authenticatorId })).credentials.length,
  };
}
