using AudioSampler.Audio.Decoding;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Store;

namespace AudioSampler.Audio.Tests.Decoding;

/// <summary>A folder with a temporary store in it, and passes over the files there.</summary>
public abstract class DecodeFixture : IDisposable
{
    private readonly TempFolder folder = new();

    protected DecodeFixture()
    {
        Store = TempStore.Open(folder.File("store"));
    }

    protected TempStore Store { get; }

    protected string PathOf(string name) => folder.File(name);

    protected Task<DecodedAudio> DecodeAsync(string name, DecodeOptions? options = null, FfmpegPrograms? programs = null) =>
        new DecodePass(programs ?? Recordings.Programs).RunAsync(
            PathOf(name),
            options ?? new DecodeOptions(),
            Store,
            null,
            TestContext.Current.CancellationToken
        );

    protected static float[] ReadAll(StoredSignal signal)
    {
        float[] samples = new float[signal.Length];
        Assert.Equal(samples.Length, signal.Read(0, samples));
        return samples;
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Assert.Empty(Directory.GetDirectories(Store.Root)); // every pass cleans up behind itself
        folder.Dispose();
    }
}
