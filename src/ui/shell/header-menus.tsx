import { Menu } from '@mantine/core'
import { IconCheck, IconLogout, IconUser } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { type Held, type MyPerson, placesAbove, useMe } from '../me.tsx'
import { PersonButton, SchoolButton } from './header-buttons.tsx'

export function SchoolMenu({ school }: { readonly school: Held | undefined }) {
  const me = useMe()
  const places = [...placesAbove(me), ...me.schools.map((one) => ({ ...one, under: 'schools' as const }))]
  const navigate = useNavigate()
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <SchoolButton school={school} />
      </Menu.Target>
      <Menu.Dropdown>
        {places.map((one) => (
          <Menu.Item
            key={one.id}
            aria-current={one.id === school?.id ? 'true' : undefined}
            rightSection={one.id === school?.id ? <IconCheck size={16} aria-hidden /> : undefined}
            onClick={() => void navigate({ to: `/${one.under}/${one.id}` })}
          >
            {one.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

export function PersonMenu({
  person,
  school,
  onSignOut,
}: {
  readonly person: MyPerson
  readonly school: Held | undefined
  readonly onSignOut: () => void
}) {
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <PersonButton person={person} school={school} />
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
        <Menu.Item component={Link} to="/account" leftSection={<IconUser size={18} aria-hidden />}>
          Your account
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={onSignOut}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
