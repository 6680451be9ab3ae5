using AudioSampler.Catalog.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Migrations;

/// <summary>Makes the context for dotnet-ef; no database is opened.</summary>
public sealed class SqliteCatalogueContextFactory : IDesignTimeDbContextFactory<SqliteCatalogueContext>
{
    /// <inheritdoc/>
    public SqliteCatalogueContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteCatalogueContext>().UseSqlite("Data Source=:memory:").Options);
}
