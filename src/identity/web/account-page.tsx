import { Button, Stack } from '@mantine/core'
import { Answered } from '../../ui/components/answered.tsx'
import { TextField } from '../../ui/components/fields.tsx'
import { KeyValues } from '../../ui/components/key-values.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { StatusPill } from '../../ui/components/status-pill.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { useMe } from '../../ui/me.tsx'
import { useOperation } from '../../ui/use-operation.ts'
import { myAccount } from '../contract.ts'
import { useSignInAct } from './ask-sign-in.ts'
import { SecondFactor } from './second-factor.tsx'

export function Page() {
  const { person, schools, trusts, demo } = useMe()
  const account = useOperation(myAccount, {})
  return (
    <>
      <PageHeader title="Your account" />
      <Section title="You" card>
        <KeyValues
          of={[
            ['Name', person?.name],
            ['E-mail address', person?.email],
            ...[...schools, ...trusts].map(({ name, position }) => [name, position] as const),
          ]}
        />
      </Section>
      <Answered question={account}>
        {({ password, secondFactor }) =>
          password ? (
            <>
              <Section title="Password" card>
                <PasswordChange />
              </Section>
              <Section
                title="Second factor"
                note={
                  secondFactor ? <StatusPill tone="done">On</StatusPill> : <StatusPill tone="quiet">Off</StatusPill>
                }
                card
              >
                <SecondFactor on={secondFactor} />
              </Section>
            </>
          ) : (
            <Section title="Password" card>
              {demo
                ? 'In the demonstration nobody has a password.'
                : 'You have no Firstbell password: you sign in with your school’s own account.'}
            </Section>
          )
        }
      </Answered>
    </>
  )
}

const BLANK = { currentPassword: '', newPassword: '' }

function PasswordChange() {
  const fields = useFields(BLANK)
  const change = useSignInAct<typeof BLANK & { revokeOtherSessions: true }>('/change-password', fields.reset)
  return (
    <form onSubmit={fields.submit((values) => change.mutate({ ...values, revokeOtherSessions: true }))} noValidate>
      <Stack gap="md" align="flex-start">
        <ProblemAlert error={change.error} />
        <TextField
          label="Present password"
          type="password"
          autoComplete="current-password"
          {...fields.bind('currentPassword')}
        />
        <TextField
          label="New password"
          hint="At least 12 characters."
          type="password"
          autoComplete="new-password"
          {...fields.bind('newPassword')}
        />
        <Button type="submit" loading={change.isPending}>
          Change the password
        </Button>
        <p role="status">{change.isSuccess && 'Your password is changed. You are signed out everywhere else.'}</p>
      </Stack>
    </form>
  )
}
