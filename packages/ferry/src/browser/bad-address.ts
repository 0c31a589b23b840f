/** The errors of addresses that lead nowhere: `javascript:` and the like, and those that lead back to one another. */
import { badAddress, redirectLoop } from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'

export function badAddressError(url: URL): FerryError {
  return new FerryError(badAddress, `“${url.href.slice(0, 100)}” is not a web address.`)
}

export function redirectLoopError(url: URL): FerryError {
  return new FerryError(redirectLoop, `Too many pages have redirected in a row; the last of them to ${url.pathname}.`)
}
