using AudioSampler.Audio.Decoding;
using AudioSampler.Dsp.Loudness;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Engine;

/// <summary>Hands an analyzer the loudness blocks of its region, out of those that were made while the file was decoded.</summary>
internal sealed class LoudnessOfRegion(DecodedAudio audio) : IArtifactProvider<LoudnessBlocks>
{
    public Task<LoudnessBlocks> ComputeAsync(IRegionContext region, CancellationToken cancellationToken) =>
        Task.FromResult(audio.Loudness.Slice(region.StartSeconds, region.EndSeconds));
}
