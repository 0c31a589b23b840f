/** `/admin`: everybody who has an account; for admins. */
import { SubmitButton } from '@/components/submit-button'
import { requireRole } from '@/data/access'
import { listUsers } from '@/data/users'
import { removeUser, setRole } from '@/functions/admin'
import styles from './page.module.css'

export const metadata = { title: 'People' }

export default async function Admin() {
  const self = await requireRole('admin')
  const users = listUsers()
  return (
    <>
      <h1>People</h1>
      <p className="lead">{users.length === 1 ? 'You are the only one so far.' : `${users.length} accounts.`}</p>
      <ul className={styles.list}>
        {users.map(({ id, name, email, role }) => (
          <li key={id}>
            <span className={styles.who}>
              <strong>{name}</strong> {email}
            </span>
            <span className={styles.role}>{role}</span>
            {id === self.id ? (
              <span>That is you.</span>
            ) : (
              <span className={styles.actions}>
                <form action={setRole.bind(null, id, role === 'admin' ? 'member' : 'admin')}>
                  <SubmitButton pending="Saving…" label={`Make ${role === 'admin' ? 'a member' : 'an admin'}: ${name}`}>
                    {role === 'admin' ? 'Make a member' : 'Make an admin'}
                  </SubmitButton>
                </form>
                <form action={removeUser.bind(null, id)}>
                  <SubmitButton pending="Removing…" className="danger" label={`Remove ${name}`}>
                    Remove
                  </SubmitButton>
                </form>
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
