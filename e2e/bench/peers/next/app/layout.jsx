import { Shell } from '../parts/rows.jsx'

export default function Layout({ children }) {
  return <Shell title="Bench">{children}</Shell>
}
