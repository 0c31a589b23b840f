/**
 * A convenience, not a lock: whoever has no session at all is led to the sign-in page and back. Who may see and do what
 * is decided in data/access.ts, by every page and every function.
 */
import { redirect } from 'ferry/server'
import { SESSION_COOKIE } from '@/data/session-cookie'

export const config = { matcher: ['/account', '/admin'] }

export default function middleware(request: Request): Response | undefined {
  const { pathname } = new URL(request.url)
  const cookies = request.headers.get('cookie') ?? ''
  if (request.method !== 'GET' || cookies.includes(`${SESSION_COOKIE}=`)) return undefined
  return redirect(`/sign-in?to=${encodeURIComponent(pathname)}`)
}
