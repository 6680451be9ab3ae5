using System.Collections.Immutable;

namespace AudioSampler.Plugins.Results;

/// <summary>One note.</summary>
/// <param name="StartS">Its onset, in seconds from the start of the file.</param>
/// <param name="EndS">Its end, in seconds from the start of the file.</param>
/// <param name="Midi">MIDI number, 21…108; 60 is middle C.</param>
/// <param name="Velocity">MIDI velocity, 1…127: how loud all that sounds is at the onset, against the loudest moment of the region.</param>
/// <param name="Confidence">Mean activation of the network while it sounds, 0…1.</param>
public sealed record PlayedNote(double StartS, double EndS, int Midi, int Velocity, double Confidence)
{
    /// <summary>Where its pitch leaves the tempered one, in order; each holds until the next. Empty when it never does.</summary>
    public ImmutableArray<PitchBend> Bends
    {
        get => field.IsDefault ? [] : field;
        init;
    }
}
