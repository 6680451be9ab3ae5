using System.Globalization;
using System.Text;

namespace AudioSampler.Catalog.Storage;

/// <summary>Parts the name of a file into words, so that each can be found: <c>KickLoop120bpm.wav</c> into <c>Kick Loop 120 bpm wav</c>.</summary>
internal static class NameWords
{
    public static string Of(string name)
    {
        var words = new StringBuilder(name.Length + 8);
        Class before = Class.Other;
        for (int i = 0; i < name.Length; i++)
        {
            Class here = ClassOf(name[i], before);
            bool endOfCapitals =
                before == Class.Upper && here == Class.Upper && i + 1 < name.Length && ClassOf(name[i + 1], here) == Class.Lower;
            bool word = here != Class.Other;
            if (word && before != Class.Other && (endOfCapitals || (here != before && !(before == Class.Upper && here == Class.Lower))))
            {
                words.Append(' ');
            }

            words.Append(word ? name[i] : ' ');
            before = here;
        }

        return words.ToString();
    }

    private enum Class
    {
        Lower,
        Upper,
        Digit,
        Symbol,
        Other,
    }

    private static Class ClassOf(char c, Class before) =>
        char.IsDigit(c) ? Class.Digit
        : char.IsUpper(c) ? Class.Upper
        : char.IsLetter(c) ? Class.Lower
        : char.IsSurrogate(c) || char.IsSymbol(c) ? Class.Symbol
        : char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark ? before
        : Class.Other;
}
