//! The routes of a feature, each handler behind a box from the moment it is named: what axum wraps around a handler is then
//! compiled once, and not again for each of the hundreds that the product has.

use std::pin::Pin;
use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Request};
use axum::handler::Handler;
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter, on};
use axum::{Extension, Router};

use super::app::App;

/// What a handler answers, once asked.
type Answer = Pin<Box<dyn Future<Output = Response> + Send>>;

/// A handler without a type of its own.
#[derive(Clone)]
struct Boxed(Arc<dyn Fn(Request, App) -> Answer + Send + Sync>);

impl Handler<(), App> for Boxed {
    type Future = Answer;

    fn call(self, request: Request, app: App) -> Answer {
        (self.0)(request, app)
    }
}

fn boxed<T: 'static>(handler: impl Handler<T, App, Future = Answer>) -> Boxed {
    Boxed(Arc::new(move |request, app| handler.clone().call(request, app)))
}

/// What a path answers to each method.
pub struct Methods(MethodRouter<App>);

/// The paths of a feature.
#[derive(Default)]
pub struct Routes(Router<App>);

macro_rules! method {
    ($(#[$doc:meta])* $name:ident, $filter:ident) => {
        $(#[$doc])*
        pub fn $name<T: 'static>(handler: impl Handler<T, App, Future = Answer>) -> Methods {
            Methods(on(MethodFilter::$filter, boxed(handler)))
        }

        impl Methods {
            $(#[$doc])*
            #[must_use]
            pub fn $name<T: 'static>(self, handler: impl Handler<T, App, Future = Answer>) -> Self {
                Self(self.0.on(MethodFilter::$filter, boxed(handler)))
            }
        }
    };
}

method!(
    /// Answers GET.
    get, GET
);
method!(
    /// Answers POST.
    post, POST
);
method!(
    /// Answers PUT.
    put, PUT
);
method!(
    /// Answers PATCH.
    patch, PATCH
);
method!(
    /// Answers DELETE.
    delete, DELETE
);

impl Methods {
    /// Takes bodies of any size: the handler bounds them.
    #[must_use]
    pub fn of_any_size(self) -> Self {
        Self(self.0.layer(DefaultBodyLimit::disable()))
    }
}

impl Routes {
    /// No route yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// What a path answers.
    #[must_use]
    pub fn route(self, path: &str, methods: Methods) -> Self {
        Self(self.0.route(path, methods.0))
    }

    /// Those of another feature too.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        Self(self.0.merge(other.0))
    }

    /// A value that the handlers so far may ask for, as an [`Extension`].
    #[must_use]
    pub fn lending(self, value: impl Clone + Send + Sync + 'static) -> Self {
        Self(self.0.layer(Extension(value)))
    }
}

impl From<Routes> for Router<App> {
    fn from(routes: Routes) -> Self {
        routes.0
    }
}
