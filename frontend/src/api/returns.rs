//! What customers send back.

use securecart_domain::ReturnId;
use securecart_dto::AdminPage;
use securecart_dto::endpoint::{
    ApproveReturn, CreateMyReturn, CreateReturnByLink, ListReturns, ReceiveReturn, RefundReturn, RejectReturn,
};
use securecart_dto::returns::{
    AdminReturn, AdminReturnQuery, AnswerReturnRequest, LinkedReturnRequest, NewReturnRequest, OrderReturn,
    ReceiveReturnRequest, RefundReturnRequest,
};

use super::{ApiError, Attempt, CallHeaders, Client, random_key};

/// Asks to send something of one of my orders back, once.
pub async fn create_my_return(
    client: Client,
    order: &str,
    request: &NewReturnRequest,
    attempt: Attempt,
) -> Result<OrderReturn, ApiError> {
    let headers = CallHeaders { idempotency_key: attempt.key(request), ..CallHeaders::default() };
    let answer = client.send_with::<CreateMyReturn>(&[order], &(), request, &headers).await;
    attempt.settle(&answer);
    Ok(answer?.value)
}

/// Asks to send something of the order of a mailed link back, once.
pub async fn create_return_by_link(
    client: Client,
    token: String,
    request: NewReturnRequest,
    attempt: Attempt,
) -> Result<OrderReturn, ApiError> {
    let NewReturnRequest { lines, reason, note } = request;
    let request = LinkedReturnRequest { token, lines, reason, note };
    let headers = CallHeaders { idempotency_key: attempt.key(&request), ..CallHeaders::default() };
    let answer = client.send_with::<CreateReturnByLink>(&[], &(), &request, &headers).await;
    attempt.settle(&answer);
    Ok(answer?.value)
}

/// One page of returns.
pub async fn list_returns(
    client: Client,
    query: &AdminReturnQuery,
) -> Result<AdminPage<AdminReturn>, ApiError> {
    client.send::<ListReturns>(&[], query, &()).await
}

/// What the shop says to a return.
#[derive(Clone, Debug)]
pub enum ReturnStep {
    /// It is taken back.
    Approve(AnswerReturnRequest),
    /// It is not.
    Reject(AnswerReturnRequest),
    /// It has arrived.
    Receive(ReceiveReturnRequest),
    /// Its money goes back.
    Refund(RefundReturnRequest),
}

/// Takes a step with a return, once.
pub async fn step_return(
    client: Client,
    order: &str,
    id: ReturnId,
    step: &ReturnStep,
) -> Result<OrderReturn, ApiError> {
    let headers = CallHeaders { idempotency_key: random_key(), ..CallHeaders::default() };
    let id = id.to_string();
    let at = [order, id.as_str()];
    let answer = match step {
        ReturnStep::Approve(request) => {
            client.send_with::<ApproveReturn>(&at, &(), request, &headers).await?
        }
        ReturnStep::Reject(request) => client.send_with::<RejectReturn>(&at, &(), request, &headers).await?,
        ReturnStep::Receive(request) => {
            client.send_with::<ReceiveReturn>(&at, &(), request, &headers).await?
        }
        ReturnStep::Refund(request) => client.send_with::<RefundReturn>(&at, &(), request, &headers).await?,
    };
    Ok(answer.value)
}
