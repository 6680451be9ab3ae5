using AudioSampler.Audio.Decoding;
using AudioSampler.Audio.Store;
using AudioSampler.Testing;

namespace AudioSampler.Audio.Tests.Decoding;

public sealed class FullDiskTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public async Task Too_little_room_is_found_before_decoding()
    {
        using var disk = new SmallDisk(18 << 20);
        Recordings.Wave(folder.File("a.wav"), new float[44_100 * 30]);

        var error = await AssertFullAsync(disk, "a.wav");

        Assert.Contains("a.wav", error.Message, StringComparison.Ordinal);
        Assert.Matches("needs [0-9]+ MiB .* where [0-9]+ MiB are free and 16 MiB have to stay so", error.Message);
    }

    [Fact]
    public async Task A_disk_that_runs_full_ends_the_pass_and_is_cleared()
    {
        using var disk = new SmallDisk(20 << 20);
        // Streamed FLAC doesn't state its length, so nothing warns beforehand.
        await Recordings.FfmpegAsync("-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono", "-t", "300", "-f", "flac", folder.File("seekable"));
        byte[] flac = File.ReadAllBytes(folder.File("seekable"));
        flac.AsSpan(4 + 4 + 14, 4).Clear(); // STREAMINFO: the number of samples, 0 for unknown
        flac[4 + 4 + 13] &= 0xF0;
        File.WriteAllBytes(folder.File("endless.flac"), flac);

        await AssertFullAsync(disk, "endless.flac");
    }

    [Fact]
    public void A_disk_without_room_for_a_folder_is_full()
    {
        using var disk = new SmallDisk(1 << 20);
        string root = TempStore.Open(Path.Combine(disk.Path, "store")).Root;
        using (FileStream filler = File.Create(Path.Combine(disk.Path, "filler")))
        {
            Assert.ThrowsAny<IOException>(() => filler.Write(new byte[2 << 20]));
        }

        using StoreFolder run = TempStore.Open(root).CreateFolder(); // an empty folder takes no room on this file system
        Assert.Throws<StoreFullException>(() => run.RequireRoom("a.wav", 1));
    }

    public void Dispose() => folder.Dispose();

    private async Task<StoreFullException> AssertFullAsync(SmallDisk disk, string name)
    {
        TempStore store = TempStore.Open(Path.Combine(disk.Path, "store"), reserveBytes: 16 << 20);

        var error = await Assert.ThrowsAsync<StoreFullException>(() =>
            new DecodePass(Recordings.Programs).RunAsync(folder.File(name), new DecodeOptions(), store, null, default)
        );

        Assert.Equal(AudioFault.DiskFull, error.Fault);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Empty(Directory.GetDirectories(store.Root));
        return error;
    }
}
