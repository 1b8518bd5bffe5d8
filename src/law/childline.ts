import { type Citation, unread } from './citation.ts'

/** Whom a child in England can ring or write to at any time, free. Its number is printed for children: show it, and say no more of it than this. */
export const CHILDLINE: { readonly number: string; readonly source: Citation } = {
  number: '0800 1111',
  source: unread('Childline, of the NSPCC: free and confidential, for everybody under 19, at any time'),
}
