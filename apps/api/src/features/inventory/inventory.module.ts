import { Module } from '@nestjs/common';
import { Categories } from './categories.js';
import { CategoriesController } from './categories.controller.js';
import { ExportController } from './export.controller.js';
import { ExportInstruments } from './export-instruments.js';
import { ApplyImport } from './import/apply-import.js';
import { ImportJobs } from './import/import-jobs.js';
import { ImportSteps } from './import/import-steps.js';
import { ImportsController } from './import/imports.controller.js';
import { Imports } from './import/imports.js';
import { ImportsQuery } from './import/imports.query.js';
import { ReadRows } from './import/read-rows.js';
import { Instruments } from './instruments.js';
import { InstrumentsController } from './instruments.controller.js';
import { ListInstruments } from './list-instruments.query.js';

@Module({
  // Before the instruments: /instruments/export.xlsx is no id.
  controllers: [CategoriesController, ExportController, InstrumentsController, ImportsController],
  providers: [
    Categories,
    Instruments,
    ListInstruments,
    ExportInstruments,
    ImportSteps,
    ReadRows,
    ApplyImport,
    ImportJobs,
    Imports,
    ImportsQuery,
  ],
  exports: [Instruments, ImportSteps],
})
export class InventoryModule {}
