import { Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { type Actor, Allow, CurrentActor, everyone } from '../../platform/http/actor.js';
import { fileBody, uploadedFile } from '../../platform/http/uploaded-file.js';
import { field } from '../../platform/http/validation.js';
import { HandoverPhotos } from './handover-photos.js';
import { ShowHandovers } from './show-handovers.query.js';
import { direction, handoversView, photoUpload, photoView } from './usage.dto.js';

const binary = { schema: { type: 'string', format: 'binary' } } as const;
/** What is part of a record never changes, but who may see it can: kept by the browser for an hour. */
const kept = 'private, max-age=3600';

@ApiTags('usage')
@Controller('reservations/:id')
@Allow('member', 'company_admin', 'manager')
export class HandoversController {
  constructor(
    private readonly photos: HandoverPhotos,
    private readonly show: ShowHandovers,
  ) {}

  /** The hand-over record, both directions, with what is to be ticked off. */
  @Get('handovers')
  @Allow(...everyone)
  @ApiOkResponse({ standardSchema: handoversView })
  all(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
  ): Promise<z.infer<typeof handoversView>> {
    return this.show.execute(actor, id);
  }

  /** Uploads a photograph (JPEG, PNG, WebP, at most 10 MB and 40 megapixels) for the hand-over that follows. */
  @Post('handover-photos')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: fileBody })
  @ApiCreatedResponse({ standardSchema: photoView })
  async upload(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Query({ schema: photoUpload }) query: z.infer<typeof photoUpload>,
    @Req() request: FastifyRequest,
  ): Promise<z.infer<typeof photoView>> {
    await this.photos.mayAdd(actor, id, query.direction);
    const { content } = await uploadedFile(request);
    return this.photos.add(actor, id, query.direction, content);
  }

  /** Uploads a photograph of a damage, whenever it is found; it is kept once a charge names it, else removed after a day. */
  @Post('damage-photos')
  @Allow('manager', 'finance')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: fileBody })
  @ApiCreatedResponse({ standardSchema: photoView })
  async uploadDamage(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Req() request: FastifyRequest,
  ): Promise<z.infer<typeof photoView>> {
    await this.show.execute(actor, id);
    const { content } = await uploadedFile(request);
    return this.photos.add(actor, id, 'damage', content);
  }

  /** One photograph. */
  @Get('handover-photos/:photoId')
  @Allow(...everyone)
  @ApiProduces('image/jpeg')
  @ApiOkResponse(binary)
  async photo(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Param('photoId', { schema: field.id }) photoId: number,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const image = await this.photos.image(actor, id, photoId);
    await reply
      .header('Content-Type', 'image/jpeg')
      .header('Content-Disposition', `inline; filename="handover-${id}-${photoId}.jpg"`)
      .header('Cache-Control', kept)
      .send(image);
  }

  /** Takes back a photograph that no hand-over holds yet. */
  @Delete('handover-photos/:photoId')
  @HttpCode(204)
  remove(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Param('photoId', { schema: field.id }) photoId: number,
  ): Promise<void> {
    return this.photos.remove(actor, id, photoId);
  }

  /** The drawn signature of one direction. */
  @Get('handovers/:direction/signature')
  @Allow(...everyone)
  @ApiProduces('image/png')
  @ApiOkResponse(binary)
  async signature(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Param('direction', { schema: direction }) of: z.infer<typeof direction>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const image = await this.photos.signature(actor, id, of);
    await reply.header('Content-Type', 'image/png').header('Cache-Control', kept).send(image);
  }
}
