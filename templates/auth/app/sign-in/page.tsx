/** `/sign-in`: and from there to the page that asked for it. */
import Link from 'ferry/link'
import { redirect } from 'ferry/navigation'
import { SignInForm } from '@/components/sign-in-form'
import { currentUser } from '@/data/access'
import { pathWithin } from '@/data/path-within'

export const metadata = { title: 'Sign in' }

export default async function SignIn({ searchParams }: PageProps<'/sign-in'>) {
  const { to } = await searchParams
  const path = pathWithin(typeof to === 'string' ? to : undefined)
  if (await currentUser()) redirect(path)
  return (
    <>
      <h1>Sign in</h1>
      <SignInForm to={path} />
      <p>
        No account yet? <Link href="/sign-up">Make one</Link>
      </p>
    </>
  )
}
