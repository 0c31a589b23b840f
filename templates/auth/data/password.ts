/** Passwords: kept as scrypt hashes, each with its own salt and with the cost it was made at. */
import 'server-only'
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)

/** 32 MB of memory and three passes for each. A higher cost takes over as people sign in: see `isOutdated`. */
const COST = { N: 2 ** 15, r: 8, p: 3 }
const BYTES = 32

/** Example: `scrypt$32768$8$3$<salt>$<hash>` */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derived(password, salt, COST)
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

/** Takes as long when there is no such user, so that the time tells nobody who has an account. */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const { cost, salt, hash } = parsed(kept ?? NOBODY)
  const same = timingSafeEqual(await derived(password, salt, cost), hash)
  return same && kept !== null
}

export function isOutdated(kept: string): boolean {
  const { cost } = parsed(kept)
  return cost.N !== COST.N || cost.r !== COST.r || cost.p !== COST.p
}

const NOBODY = `scrypt$${COST.N}$${COST.r}$${COST.p}$${'A'.repeat(22)}$${'A'.repeat(43)}`

function parsed(kept: string) {
  const [, N, r, p, salt = '', hash = ''] = kept.split('$')
  const bytes = { salt: Buffer.from(salt, 'base64url'), hash: Buffer.from(hash, 'base64url') }
  return { cost: { N: Number(N), r: Number(r), p: Number(p) }, ...bytes }
}

/** The same letters, however a keyboard composes them, are the same password. */
function derived(password: string, salt: Buffer, { N, r, p }: typeof COST): Promise<Buffer> {
  return derive(password.normalize('NFKC'), salt, BYTES, { N, r, p, maxmem: 256 * N * r })
}
