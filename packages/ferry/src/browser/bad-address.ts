/** The error of addresses that lead nowhere: `javascript:` and the like. */
import { badAddress } from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'

export function badAddressError(url: URL): FerryError {
  return new FerryError(badAddress, `“${url.href.slice(0, 100)}” is not a web address.`)
}
