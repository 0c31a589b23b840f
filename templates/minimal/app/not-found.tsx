/** Any URL the app does not have. */
import Link from 'ferry/link'
import styles from './page.module.css'

export const metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <>
      <h1 className={styles.title}>No such page.</h1>
      <p className={styles.lead}>
        Nothing is moored here. <Link href="/">Back to the start</Link>
      </p>
    </>
  )
}
