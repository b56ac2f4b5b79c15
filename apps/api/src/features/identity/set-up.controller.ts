import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Public } from '../../platform/http/actor.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { setUp } from './identity.dto.js';
import { SetUpPark } from './set-up-park.js';

@ApiTags('setup')
@Controller('setup')
@Public()
export class SetUpController {
  constructor(
    private readonly park: ParkSettings,
    private readonly setUpPark: SetUpPark,
  ) {}

  /** Whether this installation still waits for its first admin. */
  @Get()
  async needed(): Promise<{ needed: boolean }> {
    return { needed: !(await this.park.isSetUp()) };
  }

  /** Names the park and its first admin; works once. */
  @Post()
  @HttpCode(204)
  async run(@Body({ schema: setUp }) body: z.infer<typeof setUp>): Promise<void> {
    await this.setUpPark.execute(body);
  }
}
