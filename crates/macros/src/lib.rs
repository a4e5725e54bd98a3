//! Two attributes: `#[derive(FromRow)]`, which reads a struct from a row of either database engine,
//! and `#[both_engines]`, which runs one storage test on each.

use proc_macro::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Fields, ItemFn, parse_macro_input};

/// Reads a struct from a row, field by field in the order of the columns.
///
/// Position is fast on both engines; a debug build also checks that each column bears its field's name, so that
/// a reordered `select` fails its first test.
#[proc_macro_derive(FromRow)]
pub fn from_row(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    let name = &input.ident;
    let Data::Struct(data) = &input.data else {
        return syn::Error::new_spanned(name, "FromRow reads structs only").to_compile_error().into();
    };
    let Fields::Named(fields) = &data.fields else {
        return syn::Error::new_spanned(name, "FromRow needs named fields").to_compile_error().into();
    };
    let reads = fields.named.iter().enumerate().map(|(position, field)| {
        let ident = &field.ident;
        quote!(#ident: row.named(#position, stringify!(#ident))?)
    });
    quote! {
        impl ::platform::database::FromRow for #name {
            fn from_row(row: &::platform::database::Row<'_>) -> ::platform::database::Result<Self> {
                Ok(Self { #(#reads),* })
            }
        }
    }
    .into()
}

/// Runs `async fn name(database: Database)` as a test on SQLite and on PostgreSQL, each on a fresh database with
/// every migration applied.
#[proc_macro_attribute]
pub fn both_engines(_: TokenStream, item: TokenStream) -> TokenStream {
    let function = parse_macro_input!(item as ItemFn);
    let name = &function.sig.ident;
    quote! {
        mod #name {
            use super::*;
            #function

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let scratch = ::platform::database::testing::Scratch::sqlite().await;
                #name(scratch.database()).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let scratch = ::platform::database::testing::Scratch::postgres().await;
                #name(scratch.database()).await;
            }
        }
    }
    .into()
}
