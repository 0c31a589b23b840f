/** Server functions: they run on the server, whoever calls them, so they check what they are given. */
'use server'

import { cookies } from 'ferry/headers'

export interface NameState {
  /** As it was written. */
  readonly name: string
  readonly problem?: string
}

export async function saveName(_previous: NameState | null, formData: FormData): Promise<NameState> {
  const written = formData.get('name')
  const name = typeof written === 'string' ? written.trim() : ''
  if (name === '') return { name, problem: 'Write a name first.' }
  if (name.length > 40) return { name, problem: 'Keep it under 40 letters.' }
  const jar = await cookies()
  jar.set('name', name, { path: '/', maxAge: 365 * 86_400, httpOnly: true, sameSite: 'lax' })
  return { name }
}

export async function forgetName(): Promise<void> {
  const jar = await cookies()
  jar.delete('name')
}
