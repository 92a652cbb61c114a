using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace ReleasePortal.Tests.Support;

/// <summary>Finds on a rendered page what a person looks for: a button by its words, a field by its name.</summary>
internal static class Markup
{
    /// <summary>What stands there, in words, with single spaces.</summary>
    public static string Words(this INode? node) => node is null ? "" : string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static IReadOnlyList<string> Buttons(this IElement part) => [.. part.QuerySelectorAll("button").Select(Words)];

    /// <summary>Waits for the button of these words.</summary>
    public static IElement Button(this IRenderedComponent<IComponent> part, string words)
    {
        part.WaitForState(() => part.FindAll("button").Any(button => button.Words() == words));
        return part.FindAll("button").Single(button => button.Words() == words);
    }

    public static IElement Field(this IRenderedComponent<IComponent> part, string name) => part.WaitForElement($"[name='{name}']");

    /// <summary>The radio button or check box whose words begin so.</summary>
    public static IElement Option(this IRenderedComponent<IComponent> part, string words)
    {
        part.WaitForState(() => Find() is not null);
        return Find()!;

        IElement? Find() => part.FindAll("label").FirstOrDefault(label => label.Words().StartsWith(words, StringComparison.Ordinal))?.QuerySelector("input");
    }

    /// <summary>What stands beside a field; empty when nothing is wrong with it.</summary>
    public static string ErrorBeside(this IRenderedComponent<IComponent> part, string name) =>
        part.Find($"[name='{name}']").Closest(".field")?.QuerySelector(".error").Words() ?? "";
}
