import { Text } from '@mantine/core'
import { IconDeviceMobileCheck } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useMe } from '../../../ui/me.tsx'
import { MyHanded } from '../handed/my-handed.tsx'
import { useUnsent } from './kept-database.ts'
import { sendAlone } from './send-unsent.ts'
import { UnsentList } from './unsent-list.tsx'

/** What this device keeps of registers, why, and how it goes away. */
export function Page() {
  const personId = useMe().person?.id
  const unsent = useUnsent(personId)
  const client = useQueryClient()
  const send = () => {
    if (personId !== undefined) void sendAlone(personId).then(() => client.invalidateQueries())
  }
  return (
    <>
      <PageHeader title="Registers on this device" />
      <Section title="Not sent yet">
        {unsent.length === 0 ? (
          <EmptyState
            icon={IconDeviceMobileCheck}
            title="Everything has been sent"
            because="Registers taken without a connection wait here until they reach the school."
          />
        ) : (
          <UnsentList unsent={unsent} onChanged={send} />
        )}
      </Section>
      <MyHanded />
      <Section title="What is kept on a device, and for how long">
        <Text maw="var(--fb-measure)">
          So that a register can be taken when the network is down, this device keeps today’s registers of your own
          groups until they have been taken: pupils’ names and the codes of their last two weeks. No contacts, no
          addresses, no medical notes, no reasons. They are deleted from the device when the register has been sent,
          when the day is over, and when you sign out. A register that comes too late to be saved, on a later day or
          after the close, is handed to the office, and leaves this device when the office has it. One that could not be
          sent stays until you send it, hand it over or delete it.
        </Text>
      </Section>
    </>
  )
}
