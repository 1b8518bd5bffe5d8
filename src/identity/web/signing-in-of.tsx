import { Button, Modal, Stack } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import type { PersonId } from '../../kernel/ids.ts'
import type { Answer } from '../../kernel/operation.ts'
import { useSchoolId } from '../../ui/address/use-address.ts'
import { longDayText } from '../../ui/clock.tsx'
import { Answered } from '../../ui/components/answered.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { Section } from '../../ui/components/section.tsx'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { howPersonSignsIn, makeSignInLink } from '../contract.ts'
import { HandOver } from './hand-over.tsx'

type Ways = Answer<typeof howPersonSignsIn>

/** How a person signs in, in words, and a new link where the caller may make one, or who else can. */
export function SigningInOf({ personId, name }: { readonly personId: PersonId; readonly name: string }) {
  const schoolId = useSchoolId()
  const params = { schoolId, personId }
  const ways = useOperation(howPersonSignsIn, { params })
  const make = useAct(makeSignInLink, { refreshes: [] })
  return (
    <Section title="Signing in" card>
      <Answered question={ways} loading={null}>
        {(answer) => (
          <Stack gap="md" align="flex-start">
            <p style={{ margin: 0 }}>{inWords(name, answer)}</p>
            {answer.link.allowed ? (
              <>
                <p style={{ margin: 0 }}>
                  A one-time link lets {name} choose a new password. Make sure that it is they who ask.
                </p>
                <ProblemAlert error={make.error} />
                <Button
                  variant="default"
                  leftSection={<IconKey size={18} aria-hidden />}
                  loading={make.isPending}
                  onClick={() => make.mutate({ params })}
                >
                  Make a sign-in link
                </Button>
              </>
            ) : (
              <p style={{ margin: 0 }}>
                You cannot make a sign-in link for {name}. {answer.link.because}
              </p>
            )}
          </Stack>
        )}
      </Answered>
      <Modal
        opened={make.data !== undefined}
        onClose={make.reset}
        title={`Sign-in link for ${name}`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {make.data && <HandOver name={name} link={make.data} onClose={make.reset} />}
      </Modal>
    </Section>
  )
}

function inWords(name: string, { password, schoolAccount, secondFactor, startedAfresh }: Ways): string {
  const signsIn = [
    ...(password ? [secondFactor ? 'a password and a second factor' : 'a password'] : []),
    ...(schoolAccount ? ['the school’s own account'] : []),
  ]
  const afresh =
    startedAfresh === undefined
      ? ''
      : ` On ${longDayText(startedAfresh)} they were given more than those could see who had made links for them, so their password, second factor, sign-ins and open links ended then.`
  if (signsIn.length > 0) return `${name} signs in with ${signsIn.join(', or with ')}.${afresh}`
  const waits = startedAfresh === undefined ? 'has not chosen a password yet.' : 'waits for a new password.'
  return `${name} ${waits}${afresh}`
}
