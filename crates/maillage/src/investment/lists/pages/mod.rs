//! The board, the list and the map, and the bar of filters above both.

pub mod address;
mod bar;
pub mod board;
pub mod export;
pub mod list;
pub mod map;

use axum::extract::{RawQuery, State};
use axum::response::Response;
use platform::web::Problem;

use crate::frame::{App, Caller};
use address::Address;

pub async fn index(
    State(app): State<App>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let address = Address::read(query.as_deref().unwrap_or_default())?;
    if address.is_list() {
        list::show(&app, &caller, address).await
    } else if address.is_map() {
        map::show(&app, &caller, address).await
    } else {
        board::show(&app, &caller, address).await
    }
}
