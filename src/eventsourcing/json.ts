/** What JSON can carry. Numbers are finite; there is no `undefined`, no bigint and no Date. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
