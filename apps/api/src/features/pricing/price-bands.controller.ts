import { Body, Controller, Get, Headers, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Database } from '../../platform/database/database.js';
import { type Actor, Allow, CurrentActor } from '../../platform/http/actor.js';
import { versionOf } from '../../platform/http/if-match.js';
import { notFound, stale } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { bandWindows } from './pricing.dto.js';

const bandsInput = z.object({ windows: bandWindows }).meta({ id: 'PriceBandsInput' });
const bandsView = bandsInput.extend({ version: z.int() }).meta({ id: 'PriceBands' });
type View = z.infer<typeof bandsView>;

const select = 'SELECT price_bands windows, version FROM park';

@ApiTags('pricing')
@Controller('price-bands')
@Allow('manager', 'finance')
export class PriceBandsController {
  constructor(
    private readonly db: Database,
    private readonly settings: ParkSettings,
  ) {}

  /** The park's bands of the week: those of every plan that has none of its own. */
  @Get()
  @ApiOkResponse({ standardSchema: bandsView })
  async show(): Promise<View> {
    const [row] = await this.db.query<View>(select);
    if (!row) throw notFound();
    return row;
  }

  /** Changes them; If-Match carries the version that was read. Reservations keep the bands they were quoted with. */
  @Put()
  @Allow('manager')
  @ApiOkResponse({ standardSchema: bandsView })
  async change(
    @CurrentActor() actor: Actor,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: bandsInput }) { windows }: z.infer<typeof bandsInput>,
  ): Promise<View> {
    const version = versionOf(ifMatch);
    const changed = await this.db.transaction('all', async (tx) => {
      const [before] = await tx.query<View>(`${select} FOR UPDATE`);
      if (!before) throw notFound();
      if (before.version !== version) throw stale(before);
      await tx.execute('UPDATE park SET price_bands = $1, version = version + 1', [JSON.stringify(windows)]);
      await record(tx, {
        actorId: actor.memberId,
        companyId: null,
        action: 'park.price_bands_changed',
        entity: 'park',
        entityId: 1,
        data: { before: before.windows, after: windows },
      });
      return { windows, version: version + 1 };
    });
    this.settings.forget();
    return changed;
  }
}
