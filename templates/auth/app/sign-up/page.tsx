/** `/sign-up` */
import Link from 'ferry/link'
import { redirect } from 'ferry/navigation'
import { SignUpForm } from '@/components/sign-up-form'
import { currentUser } from '@/data/access'

export const metadata = { title: 'Sign up' }

export default async function SignUp() {
  if (await currentUser()) redirect('/account')
  return (
    <>
      <h1>Make an account</h1>
      <SignUpForm />
      <p>
        Have one? <Link href="/sign-in">Sign in</Link>
      </p>
    </>
  )
}
