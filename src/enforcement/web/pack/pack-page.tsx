import { Alert, Button, Group } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import type { Day } from '../../../kernel/day.ts'
import type { ContactId } from '../../../kernel/ids.ts'
import { uuidShape } from '../../../kernel/shapes.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { ChoiceField, DayField } from '../../../ui/components/fields.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useFields } from '../../../ui/components/use-fields.ts'
import { useOperation } from '../../../ui/use-operation.ts'
import { preparePack } from '../../contract.ts'
import { LookThrough } from './look-through.tsx'
import { MadePacks } from './made-packs.tsx'
import type { Shown } from './shown.ts'

interface Asked {
  readonly contactId?: ContactId
  readonly from?: Day
  readonly to?: Day
}

/** An evidence pack for one parent and child: looked through line by line, then made. */
export function Page() {
  const schoolId = useSchoolId()
  const { threadId } = usePageParams(z.object({ threadId: uuidShape() }))
  const [of, setOf] = useState<Asked>({})
  const asked = useOperation(preparePack, { params: { schoolId, threadId }, querystring: of }, { keepLast: true })
  return (
    <>
      {asked.data === undefined && <PageHeader title="Evidence pack" />}
      {asked.error !== null && asked.data === undefined && (
        <Button variant="default" mb="md" onClick={() => setOf({})}>
          Begin again with the usual days
        </Button>
      )}
      <Answered question={asked}>
        {(shown) => (
          <>
            <PageHeader
              title={`Evidence pack: ${shown.pupil.name}`}
              above={
                <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: shown.pupil.id } }}>
                  {shown.pupil.name}
                </PageLink>
              }
              lead="One paper and one ZIP about one child and one parent, from what the school’s records say. Nothing of safeguarding is in it. Look through every part and black out what is about somebody else before you make it."
            />
            <MadePacks made={shown.made} parents={shown.parents} />
            <Whose shown={shown} onAsk={setOf} />
            {shown.contactId !== null && (
              <LookThrough key={shown.seen} shown={shown} of={{ threadId, contactId: shown.contactId }} />
            )}
          </>
        )}
      </Answered>
    </>
  )
}

function Whose({ shown, onAsk }: { readonly shown: Shown; readonly onAsk: (asked: Asked) => void }) {
  const { from, to } = shown
  const fields = useFields<{ contactId: string; from: string; to: string }>(
    { contactId: shown.contactId ?? '', from, to },
    undefined,
  )
  if (shown.parents.length === 0)
    return (
      <Alert color="red" title="There is no parent whose pack it could be">
        A pack is about somebody with responsibility or care of the child who may be told. Look at the child’s contacts.
      </Alert>
    )
  return (
    <Section title="Whose pack, and which days" card>
      <form
        noValidate
        // What is typed is checked by the server, which says what is wrong with it.
        onSubmit={fields.submit((typed) =>
          onAsk({ contactId: typed.contactId as ContactId, from: typed.from as Day, to: typed.to as Day }),
        )}
      >
        <Group align="flex-end">
          <ChoiceField
            label="Parent"
            {...fields.bind('contactId')}
            choices={[
              ...(shown.contactId === null ? [{ value: '', label: 'Choose the parent' }] : []),
              ...shown.parents.map(({ id, name, relationship }) => ({ value: id, label: `${name}, ${relationship}` })),
            ]}
          />
          <DayField label="From" {...fields.bind('from')} />
          <DayField label="To" {...fields.bind('to')} />
          <Button
            type="submit"
            variant={shown.contactId === null ? 'filled' : 'default'}
            disabled={fields.values.contactId === ''}
          >
            Show what it would hold
          </Button>
        </Group>
      </form>
    </Section>
  )
}
