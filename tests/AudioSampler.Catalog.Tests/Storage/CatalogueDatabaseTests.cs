using AudioSampler.Catalog.Storage;

namespace AudioSampler.Catalog.Tests.Storage;

public sealed class CatalogueDatabaseTests
{
    [Fact]
    public async Task Durable_write_waits_for_the_disk_and_the_next_on_the_same_connection_does_not()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        using var database = new CatalogueDatabase(test.Data);

        object? durable = await database.WriteDurablyAsync(connection => connection.Value("PRAGMA synchronous"), default);
        object? usual = await database.WriteAsync(connection => connection.Value("PRAGMA synchronous"), default);

        Assert.Equal((2L, 1L), (durable, usual)); // FULL, NORMAL
    }
}
