/** What people do with their own account. */
'use server'

import { action } from 'ferry/action'
import { requireUser } from '@/data/access'
import { admitAttempt, forgetAttempts } from '@/data/attempts'
import { hashPassword, isPassword } from '@/data/password'
import { endAllSessions, endSessionOf, startSession } from '@/data/sessions'
import { nameInput, passwordInput } from '@/data/user-input'
import { findCredentials, rename, setPassword } from '@/data/users'

export interface Changed {
  readonly done?: string
  readonly problem?: string
}

export const changeName = action(nameInput, async ({ name }): Promise<Changed> => {
  const user = await requireUser()
  rename(user.id, name)
  return { done: 'Your name was saved.' }
})

/** Ends every other session: whoever had the old password is out. */
export const changePassword = action(passwordInput, async ({ password, newPassword }): Promise<Changed> => {
  const user = await requireUser()
  if (!admitAttempt(user.email)) return { problem: 'Too many attempts. Wait a quarter of an hour, then try again.' }
  const known = findCredentials(user.email)
  if (!(await isPassword(password, known?.password ?? null))) return { problem: 'That is not your password.' }
  forgetAttempts(user.email)
  setPassword(user.id, await hashPassword(newPassword))
  endAllSessions(user.id)
  await startSession(user.id)
  return { done: 'Your password was changed, and every other session ended.' }
})

export async function endOneSession(id: number): Promise<void> {
  const user = await requireUser()
  // Bound arguments come back from the browser: they are input like any other.
  if (Number.isSafeInteger(id)) endSessionOf(user.id, id)
}

export async function endOtherSessions(): Promise<void> {
  const user = await requireUser()
  endAllSessions(user.id)
  await startSession(user.id)
}
