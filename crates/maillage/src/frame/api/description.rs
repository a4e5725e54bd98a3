//! What the description of the API says of every operation, so that none has to repeat it.

use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{Content, ObjectBuilder, OpenApi, Ref, RefOr, Required, Response, Type};

/// The refusals of every operation, then those of a change, and in words those that some have: status, meaning.
const ALWAYS: &[&str] = &["400", "401", "403"];
const CHANGING: &[&str] = &["408", "413", "422"];
const MEANINGS: &[(&str, &str)] = &[
    ("400", "What was sent cannot be read."),
    ("401", "No valid token."),
    ("403", "Seen, but this may not be done with it; or the token only reads."),
    ("404", "Nothing there, or nothing for the token's person."),
    ("408", "What was sent did not arrive in time."),
    ("409", "Somebody changed it meanwhile."),
    ("413", "More than 1 MiB was sent."),
    (
        "422",
        "Something in what was sent is at fault: `errors` names it. Or the key was used for another request.",
    ),
    ("428", "`If-Match` is missing."),
];

/// Adds the scheme of tokens, the headers and the refusals to every operation.
pub struct Everywhere;

impl utoipa::Modify for Everywhere {
    fn modify(&self, openapi: &mut OpenApi) {
        let components = openapi.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
        for item in openapi.paths.paths.values_mut() {
            let safe = [&mut item.get];
            let keyed = [&mut item.post];
            let others = [&mut item.put, &mut item.patch, &mut item.delete];
            safe.into_iter().flatten().for_each(|operation| refuses(operation, &[ALWAYS]));
            for operation in keyed.into_iter().flatten() {
                refuses(operation, &[ALWAYS, CHANGING]);
                takes(
                    operation,
                    "Idempotency-Key",
                    Required::False,
                    "A key of your own: the same request sent again with it within a day acts once.",
                );
            }
            others.into_iter().flatten().for_each(|operation| refuses(operation, &[ALWAYS, CHANGING]));
        }
    }
}

fn refuses(operation: &mut Operation, statuses: &[&[&str]]) {
    let responses = &mut operation.responses.responses;
    for status in statuses.iter().copied().flatten() {
        responses.entry((*status).to_owned()).or_insert_with(|| RefOr::T(Response::new("")));
    }
    for (status, meaning) in MEANINGS {
        if let Some(RefOr::T(response)) = responses.get_mut(*status) {
            (*meaning).clone_into(&mut response.description);
            let content = Content::new(Some(Ref::from_schema_name("ProblemJson")));
            response.content.insert("application/problem+json".into(), content.into());
        }
    }
    if responses.contains_key("428") {
        takes(
            operation,
            "If-Match",
            Required::True,
            "The `ETag` of the version that the change is made from.",
        );
    }
}

fn takes(operation: &mut Operation, name: &str, required: Required, meaning: &str) {
    let header = ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(required)
        .description(Some(meaning))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)));
    let header: Parameter = header.build();
    operation.parameters.get_or_insert_default().push(header.into());
}
