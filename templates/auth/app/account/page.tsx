/** `/account`: one's own name, password and sessions. */
import { NameForm } from '@/components/name-form'
import { PasswordForm } from '@/components/password-form'
import { SubmitButton } from '@/components/submit-button'
import { requireUser } from '@/data/access'
import { listSessions } from '@/data/sessions'
import { endOneSession, endOtherSessions } from '@/functions/account'
import styles from './page.module.css'

export const metadata = { title: 'Account' }

export default async function Account() {
  const user = await requireUser()
  const sessions = await listSessions(user.id)
  return (
    <>
      <h1>Your account</h1>
      <p className="lead">
        {user.email}, {user.role} since {dates.format(user.createdAt)}
      </p>
      <section aria-labelledby="name">
        <h2 id="name">Name</h2>
        <NameForm name={user.name} />
      </section>
      <section aria-labelledby="password">
        <h2 id="password">Password</h2>
        <PasswordForm email={user.email} />
      </section>
      <section aria-labelledby="sessions">
        <h2 id="sessions">Sessions</h2>
        <ul className={styles.list}>
          {sessions.map(({ id, device, startedAt, current }) => (
            <li key={id}>
              <span>
                {device}, since <time dateTime={startedAt.toISOString()}>{times.format(startedAt)}</time>
                {current && <strong> (this one)</strong>}
              </span>
              {!current && (
                <form action={endOneSession.bind(null, id)}>
                  <SubmitButton pending="Ending…" label={`End the session of ${times.format(startedAt)}`}>
                    End
                  </SubmitButton>
                </form>
              )}
            </li>
          ))}
        </ul>
        {sessions.length > 1 && (
          <form action={endOtherSessions}>
            <SubmitButton pending="Ending…">End all others</SubmitButton>
          </form>
        )}
      </section>
    </>
  )
}

const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
const times = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
