/** Signing up, in and out. */
'use server'

import { action } from 'ferry/action'
import { redirect } from 'ferry/navigation'
import { admitAttempt, forgetAttempts } from '@/data/attempts'
import { hashPassword, isOutdated, isPassword } from '@/data/password'
import { pathWithin } from '@/data/path-within'
import { endSession, startSession } from '@/data/sessions'
import { signInInput, signUpInput } from '@/data/user-input'
import { createUser, findCredentials, setPassword } from '@/data/users'

/** What could not be seen by looking at the fields alone; the password is never sent back. */
export interface Refused {
  readonly problem: string
  readonly email: string
  readonly name?: string
}

export const signUp = action(
  signUpInput,
  async ({ name, email, password }): Promise<Refused> => {
    const id = createUser({ name, email, password: await hashPassword(password) })
    if (id === null) return { problem: 'There is an account with this address already. Sign in instead.', email, name }
    await startSession(id)
    redirect('/account')
  },
  // For each client address: hashing a password is work, and an account should be. See trustProxy in ferry.config.ts.
  { rateLimit: { requests: 20, per: 15 * 60_000 } },
)

export const signIn = action(
  signInInput,
  async ({ email, password, to }): Promise<Refused> => {
    if (!admitAttempt(email)) return { problem: 'Too many attempts. Wait a quarter of an hour, then try again.', email }
    const known = findCredentials(email)
    if (!(await isPassword(password, known?.password ?? null)) || known === null) {
      return { problem: 'The address or the password is wrong.', email }
    }
    forgetAttempts(email)
    if (isOutdated(known.password)) setPassword(known.id, await hashPassword(password))
    await startSession(known.id)
    redirect(pathWithin(to))
  },
  // Each arrival is an attempt, and each success a session of its own.
  { once: false },
)

export async function signOut(): Promise<void> {
  await endSession()
  redirect('/')
}
