using AudioSampler.Audio.Decoding;
using AudioSampler.Audio.Store;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>The part of a stored signal that belongs to one region.</summary>
internal sealed class RegionSignal : ISignal
{
    private readonly StoredSignal _stored;
    private readonly long _first;

    private RegionSignal(StoredSignal stored, double startSeconds, double endSeconds)
    {
        _stored = stored;
        _first = Math.Clamp((long)Math.Round(startSeconds * stored.SampleRate), 0, stored.Length);
        Length = Math.Clamp((long)Math.Round(endSeconds * stored.SampleRate), _first, stored.Length) - _first;
        StartSeconds = (double)_first / stored.SampleRate;
    }

    public int SampleRate => _stored.SampleRate;

    public long Length { get; }

    public double StartSeconds { get; }

    public static RegionSignal Of(DecodedAudio audio, SignalKind kind, RegionDocument region) =>
        new(
            kind switch
            {
                SignalKind.Analysis => audio.Analysis,
                SignalKind.Network => audio.Network
                    ?? throw new InvalidOperationException("no analyzer declared that it reads the network signal"),
                _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of signal"),
            },
            region.StartS,
            region.EndS
        );

    /// <summary>Any stretch of a stored signal; what lies outside of it is left out.</summary>
    public static RegionSignal Of(StoredSignal stored, double startSeconds, double endSeconds) => new(stored, startSeconds, endSeconds);

    public int Read(long offset, Span<float> destination)
    {
        int count = (int)Math.Clamp(Length - offset, 0, destination.Length);
        return _stored.Read(_first + offset, destination[..count]);
    }
}
