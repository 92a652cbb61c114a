using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.AspNetCore.Http;
using ReleasePortal.Features.Evaluation.Ofrep;

namespace ReleasePortal.Tests.Features.Evaluation;

/// <summary>Whatever the bytes of a body, they are a context or a refusal.</summary>
public sealed class ContextBodyTests
{
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ":", ",", "\"context\"", "\"targetingKey\"", "\"ann\"", "1e400", "-1e-400", "123456789012345678901234567890",
        "-", "null", "true", "\\", "\"", "\\ud800", "\u0000", "é", " ", "//", "{\"context\":{", "\"a\":", "[[[[[[[[",
    ];

    [Property(MaxTest = 2_000)]
    public Property AnyBytes_AreAContextOrARefusal() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), bytes => IsAnsweredAsync(bytes).GetAwaiter().GetResult());

    [Property(MaxTest = 5_000)]
    public Property AnythingLikeJson_IsAContextOrARefusal() => Prop.ForAll(
        Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary(),
        text => IsAnsweredAsync(System.Text.Encoding.UTF8.GetBytes(text)).GetAwaiter().GetResult());

    private static async Task<bool> IsAnsweredAsync(byte[] bytes)
    {
        var http = new DefaultHttpContext { Request = { Body = new MemoryStream(bytes) } };
        var (body, error) = await ContextBody.ReadAsync(http.Request);
        error ??= ContextBody.Parse(body, out _);
        return error is null or { Status: 400, Code: "PARSE_ERROR" or "INVALID_CONTEXT" };
    }
}
