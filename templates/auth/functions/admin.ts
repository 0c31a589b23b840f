/** What admins do with the accounts of others. */
'use server'

import { ActionError } from 'ferry/action'
import { notFound } from 'ferry/navigation'
import { requireRole } from '@/data/access'
import * as users from '@/data/users'

export async function setRole(id: number, role: users.Role): Promise<void> {
  await requireRole('admin')
  if (role !== 'admin' && role !== 'member') notFound()
  settle(users.setRole(checked(id), role))
}

export async function removeUser(id: number): Promise<void> {
  await requireRole('admin')
  settle(users.removeUser(checked(id)))
}

/** Bound arguments come back from the browser: they are input like any other. */
function checked(id: unknown): number {
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) notFound()
  return id
}

function settle(done: boolean): void {
  if (!done) throw new ActionError('last-admin', 'One admin has to stay.', { status: 409 })
}
