//! Plain HTTP is sent on to HTTPS; API calls are refused, since they have already shown their content
//! (ASVS 4.1.2).

use std::net::SocketAddr;

use actix_web::{
    App, HttpRequest, HttpResponse, HttpServer,
    dev::Server,
    http::{Method, header},
    web,
};
use anyhow::Context as _;
use securecart_dto::ProblemType;
use url::Url;

use crate::http::{ApiError, headers};

/// The listener for plain HTTP.
pub(super) fn server(listen: SocketAddr, public_url: Url) -> anyhow::Result<Server> {
    let origin = web::Data::new(public_url.origin().ascii_serialization());
    let server =
        HttpServer::new(move || App::new().app_data(origin.clone()).default_service(web::to(send_on)));
    let bound = server.workers(1).disable_signals().shutdown_timeout(2).bind(listen);
    Ok(bound.with_context(|| format!("the address {listen} can not be used"))?.run())
}

/// The target is the configured address and never the `Host` of the request.
async fn send_on(request: HttpRequest, origin: web::Data<String>) -> HttpResponse {
    let mut answer = if request.path().starts_with("/api/") || request.method() != Method::GET {
        ApiError::new(ProblemType::ForgedRequest, "Use HTTPS. Change any secret that this request carried.")
            .answer("")
    } else {
        let target = request.uri().path_and_query().map_or("/", |path| path.as_str());
        HttpResponse::PermanentRedirect()
            .insert_header((header::LOCATION, format!("{}{target}", **origin)))
            .finish()
    };
    headers::complete(answer.headers_mut());
    answer
}

#[cfg(test)]
mod tests {
    use actix_web::test::{TestRequest, call_service, init_service};

    use super::*;

    #[actix_web::test]
    async fn pages_move_to_https_and_api_calls_are_refused() {
        let origin = web::Data::new("https://shop.example".to_owned());
        let app = init_service(App::new().app_data(origin).default_service(web::to(send_on))).await;
        let page = TestRequest::get().uri("/cart?x=1").insert_header(("host", "evil.example")).to_request();
        let answer = call_service(&app, page).await;
        assert_eq!(answer.status(), 308);
        assert_eq!(answer.headers().get(header::LOCATION).unwrap(), "https://shop.example/cart?x=1");
        let call = TestRequest::get().uri("/api/v1/cart").to_request();
        assert_eq!(call_service(&app, call).await.status(), 403);
    }
}
