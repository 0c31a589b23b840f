/**
 * Cookies that a submission set. A further arrival gets them, too: of a double click on "Log in" the browser shows the
 * second answer, and the first one, with the session in it, never arrives.
 */
import { parseSetCookie } from 'cookie'
import { findRequest } from '../shared/request-context.ts'

/** Values for Set-Cookie, as of now. */
export function writtenCookies(): readonly string[] {
  return findRequest()?.setCookies ?? []
}

/** To be called where cookies may be written. */
export function restoreCookies(values: readonly string[]): void {
  const cookies = findRequest()?.cookies
  for (const value of values) cookies?.set(parseSetCookie(value) as { name: string; value: string })
}
