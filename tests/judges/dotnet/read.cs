// Reads connection strings by the class on which Npgsql's builds. Each is followed by a NUL on its way in, and by one on
// its way out; keys and values come in turn, each behind U+0001, or the word `refused` and why.
using System;
using System.Data.Common;
using System.IO;
using System.Linq;
using System.Text;

static class Read {
  static void Main() {
    var utf8 = new UTF8Encoding(false);
    var texts = new StreamReader(Console.OpenStandardInput(), utf8).ReadToEnd().Split('\0');
    using (var output = new StreamWriter(Console.OpenStandardOutput(), utf8)) {
      foreach (var text in texts.Take(texts.Length - 1)) output.Write(Pairs(text) + '\0');
    }
  }

  static string Pairs(string text) {
    try {
      var read = new DbConnectionStringBuilder { ConnectionString = text };
      return string.Concat(read.Keys.Cast<string>().Select(key => '\u0001' + key + '\u0001' + read[key]));
    } catch (ArgumentException refusal) {
      return "refused: " + refusal.Message;
    }
  }
}
