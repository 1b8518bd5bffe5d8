import { Link, useParams } from '@tanstack/react-router'
import { useMay } from '../me.tsx'
import type { NavSection, ScreenDefinition } from '../screen.ts'
import styles from './navigation.module.css'

const SECTIONS: readonly { readonly id: NavSection; readonly label: string }[] = [
  { id: 'today', label: 'Today' },
  { id: 'pupils', label: 'Pupils' },
  { id: 'figures', label: 'Figures' },
  { id: 'school', label: 'School' },
  { id: 'admin', label: 'Set-up' },
]

export type NavScreen = ScreenDefinition & { readonly nav: NonNullable<ScreenDefinition['nav']> }

/**
 * The pages of a school that somebody with these rights finds in the menu, section by section, in order. A page that they could
 * not open is not offered, whatever its entry says.
 */
export function menuFor(screens: readonly ScreenDefinition[], may: (right: string) => boolean): NavScreen[] {
  return screens
    .filter((screen): screen is NavScreen => screen.nav !== undefined && (screen.place ?? 'school') === 'school')
    .filter((screen) => may(screen.nav.may) && (screen.may === undefined || may(screen.may)))
    .sort(
      (one, other) =>
        SECTIONS.findIndex(({ id }) => id === one.nav.section) -
          SECTIONS.findIndex(({ id }) => id === other.nav.section) || one.nav.order - other.nav.order,
    )
}

export function Navigation({
  screens,
  onGo,
}: {
  readonly screens: readonly ScreenDefinition[]
  /** Told when a link is followed, so that a drawer can close. */
  readonly onGo?: () => void
}) {
  const { schoolId }: { schoolId?: string } = useParams({ strict: false })
  const menu = menuFor(screens, useMay())
  if (schoolId === undefined) return null
  return SECTIONS.map((section) => {
    const entries = menu.filter(({ nav }) => nav.section === section.id)
    if (entries.length === 0) return null
    const headingId = `menu-${section.id}`
    return (
      <div key={section.id} className={styles.section}>
        <h2 id={headingId} className={styles.heading}>
          {section.label}
        </h2>
        <ul className={styles.list} aria-labelledby={headingId}>
          {entries.map(({ path, nav }) => (
            <li key={path}>
              <Link
                className={styles.link ?? ''}
                to={`/schools/${schoolId}${path}`}
                preload="intent"
                activeOptions={{ exact: path === '/', includeSearch: false }}
                activeProps={{ 'aria-current': 'page' }}
                {...(onGo ? { onClick: onGo } : {})}
              >
                <nav.icon size={20} stroke={1.6} aria-hidden />
                {nav.label}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    )
  })
}
