//! Sending a form in a way that tells how much of it has left. `fetch` does not tell, `XMLHttpRequest` does.

use futures_channel::oneshot;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{FormData, ProgressEvent, XmlHttpRequest};

use super::ApiError;
use super::call::{Answer, read};

/// A form on its way. Dropping it ends the request.
struct Upload(XmlHttpRequest);

impl Drop for Upload {
    fn drop(&mut self) {
        self.0.set_onloadend(None);
        if let Ok(upload) = self.0.upload() {
            upload.set_onprogress(None);
        }
        // After the answer has come this does nothing.
        self.0.abort().ok();
    }
}

/// Posts a form with these headers. `sent` is told how much has left, in percent; after a hundred the server is at work.
pub(super) async fn post<'a>(
    url: &str,
    headers: impl Iterator<Item = (&'a str, &'a str)>,
    form: &FormData,
    sent: Callback<u32>,
) -> Result<Answer, ApiError> {
    let (done, ended) = oneshot::channel::<()>();
    let on_end = Closure::once(move || {
        // Nobody waits any more when the page was left.
        done.send(()).ok();
    });
    let on_progress = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        sent.try_run(percent(event.loaded(), event.total()));
    });
    // Declared after them, so that the request ends before what it calls is gone.
    let request = Upload(XmlHttpRequest::new().map_err(unusable)?);
    request.0.open("POST", url).map_err(unusable)?;
    for (name, value) in headers {
        request.0.set_request_header(name, value).map_err(unusable)?;
    }
    request.0.set_onloadend(Some(on_end.as_ref().unchecked_ref()));
    let upload = request.0.upload().map_err(unusable)?;
    upload.set_onprogress(Some(on_progress.as_ref().unchecked_ref()));
    request.0.send_with_opt_form_data(Some(form)).map_err(unusable)?;
    ended.await.map_err(|_| ApiError::Network)?;
    answer(&request.0)
}

fn answer(request: &XmlHttpRequest) -> Result<Answer, ApiError> {
    // No status: there was no answer, whyever.
    let status = request.status().ok().filter(|status| *status > 0).ok_or(ApiError::Network)?;
    let text = request.response_text().ok().flatten().ok_or(ApiError::Network)?;
    read((200..300).contains(&status), text.into_bytes(), request.get_response_header("ETag").ok().flatten())
}

fn unusable(_error: JsValue) -> ApiError {
    ApiError::Unreadable
}

/// How much that is, from 0 to 100.
fn percent(loaded: f64, total: f64) -> u32 {
    (0..=100_u32).rev().find(|part| f64::from(*part) * total <= loaded * 100.0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_left_is_told_in_percent() {
        assert_eq!([percent(0.0, 3.0), percent(1.0, 3.0), percent(3.0, 3.0)], [0, 33, 100]);
        assert_eq!(percent(f64::NAN, 3.0), 0);
    }
}
