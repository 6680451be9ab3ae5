using AudioSampler.Analysis.Engine;
using AudioSampler.Audio.Decoding;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Notes;

/// <summary>Writes down the notes of any stretch of a recording, whatever it is and however long.</summary>
public static class NotesOnDemand
{
    /// <summary>Writes down notes.</summary>
    /// <param name="audio">The recording.</param>
    /// <param name="startSeconds">Start of the stretch.</param>
    /// <param name="endSeconds">End of the stretch.</param>
    /// <param name="options">How notes are found; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The notes, or why there are none.</returns>
    public static Outcome<NotesResult> Transcribe(
        DecodedAudio audio,
        double startSeconds,
        double endSeconds,
        NotesOptions? options,
        CancellationToken cancellationToken
    )
    {
        using var analyzer = new NotesAnalyzer(options);
        var signal = RegionSignal.Of(audio.Analysis, startSeconds, endSeconds);
        return analyzer.Transcribe(signal, cancellationToken);
    }
}
