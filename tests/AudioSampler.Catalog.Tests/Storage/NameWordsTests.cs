using AudioSampler.Catalog.Storage;

namespace AudioSampler.Catalog.Tests.Storage;

public sealed class NameWordsTests
{
    [Theory]
    [InlineData("KickLoop120bpm.wav", "Kick Loop 120 bpm wav")]
    [InlineData("FXRiser_01-A", "FX Riser 01 A")]
    [InlineData("déjàVu", "déjà Vu")]
    [InlineData("drum🥁loop", "drum 🥁 loop")]
    [InlineData("de\u0301ja\u0300Vu", "de\u0301ja\u0300 Vu")]
    [InlineData("", "")]
    [InlineData("...", "   ")]
    public void Name_is_parted_where_a_reader_would(string name, string words)
    {
        Assert.Equal(words, NameWords.Of(name));
    }
}
