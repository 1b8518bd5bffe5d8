import { Menu, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconCheck, IconChevronDown, IconLogout, IconMenu2, IconMoon, IconSun, IconUser } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { type MySchool, useMe, useMySchool } from '../me.tsx'
import styles from './frame.module.css'

export function Header({
  onOpenMenu,
  onSignOut,
}: {
  /** Opens the menu drawer of narrow screens; left out where there is no menu. */
  readonly onOpenMenu?: (() => void) | undefined
  readonly onSignOut: () => void
}) {
  const school = useMySchool()
  return (
    <header className={styles.header}>
      {onOpenMenu && (
        <button
          type="button"
          className={`${styles.headerButton} ${styles.menuButton}`}
          aria-label="Menu"
          onClick={onOpenMenu}
        >
          <IconMenu2 size={22} aria-hidden />
        </button>
      )}
      <Link to="/" className={styles.brand ?? ''} aria-label="Firstbell, home">
        <img src="/bell.svg" alt="" />
        <span>Firstbell</span>
      </Link>
      <div className={styles.divider} />
      <SchoolName school={school} />
      <div className={styles.spacer} />
      <ColourSchemeButton />
      <PersonMenu school={school} onSignOut={onSignOut} />
    </header>
  )
}

function SchoolName({ school }: { readonly school: MySchool | undefined }) {
  const { schools } = useMe()
  const navigate = useNavigate()
  const name = school?.name ?? 'Choose a school'
  if (school !== undefined && schools.length < 2)
    return (
      <div className={styles.school}>
        <span>{name}</span>
      </div>
    )
  if (schools.length === 0) return null
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <button type="button" className={styles.school} aria-label={`School: ${name}. Change school`}>
          <span>{name}</span>
          <IconChevronDown size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {schools.map((one) => (
          <Menu.Item
            key={one.id}
            aria-current={one.id === school?.id ? 'true' : undefined}
            rightSection={one.id === school?.id ? <IconCheck size={16} aria-hidden /> : undefined}
            onClick={() => void navigate({ to: `/schools/${one.id}` })}
          >
            {one.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function ColourSchemeButton() {
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'
  const label = dark ? 'Use light colours' : 'Use dark colours'
  return (
    <button
      type="button"
      className={styles.headerButton}
      aria-label={label}
      title={label}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      {dark ? <IconSun size={20} aria-hidden /> : <IconMoon size={20} aria-hidden />}
    </button>
  )
}

function PersonMenu({ school, onSignOut }: { readonly school: MySchool | undefined; readonly onSignOut: () => void }) {
  const { person } = useMe()
  if (person === undefined) return null
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <button type="button" className={styles.headerButton} aria-label={`${person.name}. Your account`}>
          <IconUser size={20} aria-hidden />
          <span className={styles.who}>
            {person.name}
            {school && <small>{school.position}</small>}
          </span>
          <IconChevronDown size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {person.name}
          <br />
          {person.email}
          {school && (
            <>
              <br />
              {school.position}, {school.shortName}
            </>
          )}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={onSignOut}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
