using Microsoft.EntityFrameworkCore;

namespace AudioSampler.Catalog.Model;

/// <summary>The catalogue in SQLite.</summary>
public sealed class SqliteCatalogueContext(DbContextOptions<SqliteCatalogueContext> options) : CatalogueContext(options);
