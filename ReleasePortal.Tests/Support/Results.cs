using ReleasePortal.Domain;

namespace ReleasePortal.Tests.Support;

/// <summary>Reading results in tests.</summary>
internal static class Results
{
    /// <summary>The value; the test fails with the refusal's message when there is none.</summary>
    public static T OrThrow<T>(this Result<T> result)
        where T : class
    {
        if (result.Refusal is { } refusal)
            Assert.Fail($"Refused as {refusal.Code}: {string.Join(' ', refusal.Errors())} {refusal.Message}");
        return result.Value!;
    }

    /// <summary>What does not hold, as <c>name: Required</c>; empty when the refusal is not about fields.</summary>
    public static IEnumerable<string> Errors(this Refusal? refusal) =>
        (refusal as Invalid)?.Errors.Select(error => $"{error.Field}: {error.Rule}") ?? [];
}
