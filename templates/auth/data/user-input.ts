/** What the forms may send. */
import { z } from 'zod'

const name = z.string().trim().min(1, 'Say how to call you.').max(60, 'Keep it under 60 letters.')
const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'That is too long for an address.')
  .pipe(z.email('Write an address such as ada@example.com.'))
/** Long is what counts. The upper limit is there because hashing takes time. */
const newPassword = z.string().min(10, 'Take at least 10 letters.').max(200, 'Keep it under 200 letters.')
const password = z.string().min(1, 'Write your password.').max(200, 'Keep it under 200 letters.')

export const signUpInput = z.object({ name, email, password: newPassword })
export const signInInput = z.object({ email, password, to: z.string().max(2000).optional() })
export const nameInput = z.object({ name })
export const passwordInput = z.object({ password, newPassword })
