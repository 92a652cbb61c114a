using System.Security.Cryptography;

namespace ReleasePortal.Features.Administration;

/// <summary>A password that somebody passes on to somebody else.</summary>
internal static class FirstPassword
{
    /// <summary>No letters or digits that look alike.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    private const int Groups = 4;
    private const int GroupLength = 5;

    /// <summary>99 random bits, in groups that can be read out.</summary>
    public static string Propose() =>
        string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Alphabet, GroupLength)));
}
