using AudioSampler.Testing;

namespace AudioSampler.Catalog.Tests;

public sealed class DataFolderTests
{
    [Fact]
    public void Option_wins_and_is_made_absolute()
    {
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "some", "where"), DataFolder.Locate("some/where").Path);
    }

    [Fact]
    public void Environment_then_home_decide_without_an_option()
    {
        string expected = Environment.GetEnvironmentVariable("AIS_DATA") is { Length: > 0 } set
            ? Path.GetFullPath(set)
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                "ais"
            );

        Assert.Equal(expected, DataFolder.Locate(null).Path);
    }

    [Fact]
    public async Task What_is_made_is_for_its_owner_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("rights of this kind are Unix's");
            return;
        }

        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

        foreach (string folder in (string[])[test.Data.Path, test.Data.WaveformFolder, test.Data.BackupFolder])
        {
            Assert.Equal(ownerOnly, File.GetUnixFileMode(folder));
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(test.Data.DatabasePath));
    }

    [Fact]
    public async Task Folder_that_is_there_keeps_its_rights()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("rights of this kind are Unix's");
            return;
        }

        using var folder = new TempFolder();
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead;
        File.SetUnixFileMode(folder.Path, mode);

        await using Catalogue catalogue = await Catalogue.OpenAsync(new DataFolder(folder.Path));

        Assert.Equal(mode, File.GetUnixFileMode(folder.Path));
    }

    [Fact]
    public async Task File_in_place_of_the_folder_is_a_clear_error()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("data"), "x");

        CatalogueException error = await Assert.ThrowsAsync<CatalogueException>(() =>
            Catalogue.OpenAsync(new DataFolder(folder.File("data")))
        );

        Assert.Equal(CatalogueFailure.CannotOpen, error.Failure);
        Assert.Contains(folder.File("data"), error.Message, StringComparison.Ordinal);
        Assert.Contains("--data", error.Message, StringComparison.Ordinal);
    }
}
