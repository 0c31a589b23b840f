/** Light, dark, or as the system says: a form per choice, kept in a cookie. */
import { setTheme } from '@/app/functions'
import styles from './theme-switch.module.css'

const themes = [
  { name: 'light', sign: '☀', label: 'Light' },
  { name: 'dark', sign: '☾', label: 'Dark' },
  { name: 'auto', sign: 'A', label: 'As the system' },
] as const

export function ThemeSwitch({ theme }: { theme: string }) {
  return (
    <form action={setTheme} className={styles.switch} aria-label="Theme">
      {themes.map(({ name, sign, label }) => (
        <button
          key={name}
          type="submit"
          name="theme"
          value={name}
          aria-pressed={theme === name}
          aria-label={label}
          title={label}
        >
          <span aria-hidden="true">{sign}</span>
        </button>
      ))}
    </form>
  )
}
